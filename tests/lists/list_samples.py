"""Small lists in each publisher's own layout."""

from __future__ import annotations

SDN = (
    '36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    '16649,"ROGOZIN, Dmitry Olegovich","individual","UKRAINE-EO13661] [SYRIA","Deputy Prime Minister",'
    '-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 21 Dec 1963; alt. DOB circa 1962; POB Moscow, Russia; '
    "nationality Russia; Gender Male; Passport 639092215 (Russia) expires 10 May 2020; a.k.a. 'KNYAZ'.\"\r\n"
    '35936,"JOINT STOCK COMPANY MIKRON",-0- ,"RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Tax ID No. 7735007358 (Russia); Government Gazette Number 07589295 (Russia); '
    'Registration Number 1027700073466 (Russia); SWIFT/BIC ROSYRU2PXXX."\r\n'
    '9187629,"OCEAN STAR","vessel","IRAN",-0- ,"T2EA4","Crude Oil Tanker",-0- ,-0- ,"Iran",-0- ,'
    '"Vessel Registration Identification IMO 9187629; MMSI 572469210."\r\n'
    "\x1a\r\n"
)
ALT = '36,12,"aka","AERO-CARIBBEAN",-0- \r\n35936,7,"fka","NIIME AND MIKRON",-0- \r\n\x1a\r\n'
ADD = '36,25,-0- ,"Havana","Cuba",-0- \r\n35936,26,"1 Zapadny","Zelenograd","Russia",-0- \r\n\x1a\r\n'

OFAC_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
 <publshInformation><Publish_Date>03/31/2022</Publish_Date><Record_Count>1</Record_Count></publshInformation>
 <sdnEntry><uid>16649</uid><firstName>Dmitry Olegovich</firstName><lastName>ROGOZIN</lastName>
  <sdnType>Individual</sdnType><programList><program>SYRIA</program></programList>
  <idList><id><idType>Passport</idType><idNumber>639092215</idNumber><idCountry>Russia</idCountry></id>
   <id><idType>Gender</idType><idNumber>Male</idNumber></id></idList>
  <akaList><aka><category>weak</category><lastName>KNYAZ</lastName></aka></akaList>
  <nationalityList><nationality><country>Russia</country></nationality></nationalityList>
  <dateOfBirthList><dateOfBirthItem><dateOfBirth>circa 1963</dateOfBirth></dateOfBirthItem></dateOfBirthList>
 </sdnEntry></sdnList>"""

FSF_XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2021-03-02T16:28:05.354+01:00">
 <sanctionEntity euReferenceNumber="EU.27.28" logicalId="13" unitedNationId="">
  <regulation programme="IRQ" publicationDate="2003-07-08" numberTitle="1210/2003"/>
  <subjectType code="person" classificationCode="P"/>
  <nameAlias wholeName="Abou Ali" gender="M" strong="true"/><nameAlias wholeName="Абу Али" strong="true"/>
  <citizenship countryIso2Code="00"/><address countryIso2Code="IQ"/>
  <birthdate year="1937" circa="true" birthdate=""/>
  <identification identificationTypeCode="passport" number="A 123456" countryIso2Code="IQ"/>
 </sanctionEntity></export>"""

FSF_CSV = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType_ClassificationCode;"
    "NameAlias_WholeName;BirthDate_BirthDate;Citizenship_CountryIso2Code\n"
    '02/03/2021;13;EU.27.28;P;Abou "Ali" X;;\n02/03/2021;13;EU.27.28;P;;1937-04-28;\n'
    "02/03/2021;13;EU.27.28;P;;;IQ\n02/03/2021;14;EU.1.2;E;Firm;;\n"
)

JOURNAL = (
    "celex,recordId,programKey,annex,measure,startDate,schema,name,alias,weakAlias,previousName,country,"
    "jurisdiction,birthDate,registrationNumber,innCode,position,notes,gender\n"
    '32014R0833,1,EU-RUS,IV,Export control,,Company,Foo Plant,"Завод Фу; FOO (Фу)",Fu,Old Foo,,Russia,,'
    "1027700073466 (OGRN); 7735007358 (Tax ID/INN),,,,\n"
    "32014R0833,1,EU-RUS,IV,Export control,,Person,Sergey AKSYONOV,,,,,,12.9.2014,,,Head,,male\n"
)

UN_XML = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS><INDIVIDUAL>
 <DATAID>1</DATAID><FIRST_NAME>ERIC </FIRST_NAME><SECOND_NAME> BADEGE</SECOND_NAME>
 <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><GENDER>Male</GENDER>
 <NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE></NATIONALITY>
 <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Aigle</ALIAS_NAME></INDIVIDUAL_ALIAS>
 <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
 <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1970</FROM_YEAR>
  <TO_YEAR>1973</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS>
 <ENTITIES><ENTITY><FIRST_NAME>ADF</FIRST_NAME><REFERENCE_NUMBER>CDe.001</REFERENCE_NUMBER></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""

UK_HEADER = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,"
    "Name type,Alias strength,Title,Name non-latin script,Regime Name,Designation Type,Sanctions Imposed,"
    "Country,Date Designated,D.O.B,Nationality(/ies),Gender,Business registration number (s),IMO number\n"
)
UK = (
    "Report Date: 13-Feb-2026\n" + UK_HEADER + "01/02/2026,RUS0001,12,,ROGOZIN,Dmitry,Olegovich,,,,Primary Name,,,"
    "Дмитрий Рогозин,Russia,Individual,Asset freeze|Travel Ban,Russia,15/03/2022,dd/mm/1963,Russia,Male,,\n"
    "01/02/2026,RUS0001,12,,KNYAZ,,,,,,Alias,Low Quality,,,Russia,Individual,Asset freeze,,15/03/2022,,,,,\n"
)

CSL = (
    "_id,source,entity_number,type,programs,name,alt_names,addresses,dates_of_birth,nationalities,citizenships,"
    "start_date,ids,remarks,title\n"
    "a,Specially Designated Nationals (SDN) - Treasury Department,18785,Entity,SYRIA,AO RT-OKHRANA,"
    '"RT-OKHRANA ZAO; ZAO RT-OKHRANA","Moscow, RU; Kiev, UA",,,,,"7704759968, Tax ID No.; '
    '66902230, Government Gazette Number",,\n'
    "b,Entity List (EL) - Bureau of Industry and Security,,,, ADRIAN HERNANDEZ,,,,,,2017-10-16,,,\n"
)

DPL = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Effective_Date"\t"Expiration_Date"\t"Standard_Order"\t'
    '"FR_Citation"\n'
    '" I. ASH"\t"X"\t"SEAGOVILLE"\t"TX"\t"US"\t"06/19/2003"\t"06/29/3017"\t"Y"\t"68 F.R. 38290"\n'
)

FTM = (
    '{"id":"Q1","schema":"Person","caption":"Dmitry Rogozin","properties":{"name":["Dmitry Rogozin"],'
    '"weakAlias":["Knyaz"],"birthDate":["1963-12-21"],"country":["ru"],"innCode":["773500735800"]},'
    '"datasets":["us_ofac_sdn"],"referents":[],"target":true}\n'
    '{"id":"A1","schema":"Address","properties":{"full":["Moscow"]}}\n\n'
)

OWN = "Ref;Company name;Also known as;Type;Country;INN\n"
OWN += "7;Mikron;PJSC Mikron|NIIME and Mikron;company;Russia;7735007358\n"
