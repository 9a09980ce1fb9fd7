"""Which sentences tell of a measure, a stop, a payment, a refusal, a demand or an agreement, and by whom to whom?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cutset.brief import Claim, Mention

ClaimsOf = Callable[..., tuple[Claim, ...]]


def named(mention: Mention | None) -> str:
    return "" if mention is None else mention.party_id or mention.country or mention.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # measures and listings
        ("Tokyo widened its export curbs against Russian firms.", "IMPOSE_MEASURE JP RU"),
        ("Washington put Mikron on a blacklist.", "LIST US P-MIKRON"),
        ("The Commerce Department blacklisted a hundred outfits.", "LIST US outfits"),
        ("Britain has outlawed the insurance of Russian rockets.", "IMPOSE_MEASURE P-HMG -"),
        ("Volga-Dnepr can no longer enter European airspace.", "IMPOSE_MEASURE - Volga-Dnepr"),
        # ties and supplies
        ("CNES has ended its involvement in the project with Roscosmos.", "CUT_TIES P-CNES P-ROSCOSMOS"),
        ("Energomash no longer sells engines to ULA.", "STOP_SUPPLY P-ENERGOMASH P-ULA"),
        ("Roscosmos has stopped servicing the RD-180 engines in the United States.", "STOP_SUPPLY P-ROSCOSMOS -"),
        ("Russia pulled its engineers out of French Guiana.", "CUT_TIES P-RU-GOV -"),
        ("The council suspended Russia's membership of the union.", "CUT_TIES council P-RU-GOV"),
        ("CNES scrapped a joint workshop with TsNIIMash.", "CUT_TIES P-CNES P-TSNIIMASH"),
        ("ESA put an end to the joint undertaking in March.", "CUT_TIES P-ESA -"),
        ("NPO Energomash announced that deliveries would cease.", "STOP_SUPPLY P-ENERGOMASH -"),
        # payments
        ("ESA transferred the final instalment to Arianespace.", "PAYMENT P-ESA P-ARIANESPACE"),
        ("Arianespace handed back the prepayment to OneWeb in May.", "PAYMENT P-ARIANESPACE P-ONEWEB"),
        ("The advance payments have not been returned.", "PAYMENT - -"),
        ("Two payments to Arianespace were blocked.", "PAYMENT - P-ARIANESPACE"),
        ("The shareholders will put up a further 300 million euros.", "PAYMENT shareholders -"),
        # wishes and offers
        ("Moscow has asked Beijing for radiation-hardened chips.", "SEEK_SUPPLY P-RU-GOV CN"),
        ("ESA has turned to SpaceX for the launch of Euclid.", "SEEK_SUPPLY P-ESA P-SPACEX"),
        ("SpaceX came to the aid of OneWeb.", "AID P-SPACEX P-ONEWEB"),
        ("Energomash may be compelled to look elsewhere for a buyer.", "SEEK_SUPPLY P-ENERGOMASH -"),
        ("NASA granted Roscosmos access to its data.", "AID P-NASA P-ROSCOSMOS"),
        ("Avio offered to rent out its hangars.", "OFFER P-AVIO -"),
        # refusals, demands, threats
        ("London refused.", "REJECT P-HMG -"),
        ("India has balked at the idea.", "REJECT IN -"),
        ("Roscosmos does not intend to hand over the satellites.", "REJECT P-ROSCOSMOS -"),
        ("Kyiv pressed London to move faster.", "DEMAND P-KYIV P-HMG"),
        ("The ministry resisted calls from Kyiv to act.", "REJECT ministry P-KYIV"),
        ("Moscow said London would be answered in kind.", "THREATEN - P-HMG"),
        ("Borisov has ordered the agencies to prepare a list of critical items.", "DEMAND P-BORISOV agencies"),
        ("Washington warned Beijing against helping Moscow.", "THREATEN US CN"),
        # agreements
        ("NASA and Roscosmos have struck a deal on seat swaps.", "AGREE P-NASA P-ROSCOSMOS"),
        ("Taiwan joined the export controls.", "IMPOSE_MEASURE TW -"),
        ("Kazakhstan has given its blessing to the deal.", "AGREE KZ -"),
    ],
)
def test_an_act_is_told_by_any_word_of_its_class(text: str, told: str, claims_of: ClaimsOf) -> None:
    act, actor, recipient = told.split()
    claims = [claim for claim in claims_of(text) if claim.event_type == act]
    assert claims, [claim.event_type for claim in claims_of(text)]
    for wanted, mention in ((actor, claims[0].actor), (recipient, claims[0].recipient)):
        assert wanted == "-" or wanted in named(mention), mention


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("OneWeb swore it would never be seen there.", "AGREE"),
        ("Rogozin published letters answering his appeal to end the restrictions.", "IMPOSE_MEASURE"),
        ('"We are not getting any indications of that," Lueders told reporters.', "DEMAND"),
        ("A date for pulling out would be sent to the Kremlin.", "AID"),
        ("RSCC does not rule out going to court.", "REJECT"),
        ("Moscow is going its own way.", "CUT_TIES"),
        ("Orders went to Turkey.", "AID"),
    ],
)
def test_words_alone_make_no_act(text: str, never: str, claims_of: ClaimsOf) -> None:
    assert never not in [claim.event_type for claim in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "act", "how"),
    [
        ("OneWeb's board voted to suspend all launches from Baikonur.", "CUT_TIES", "certain actual +"),
        ("ESA decided to suspend cooperation with Roscosmos.", "CUT_TIES", "certain actual +"),
        ("ESA decided to suspend cooperation with Roscosmos in May.", "CUT_TIES", "certain planned +"),
        ("NASA had no plans to cancel the contract with Northrop.", "CUT_TIES", "certain planned -"),
        ("China shows no sign of supplying parts to Russia.", "AID", "probable actual -"),
        ("Beijing rejected reports that it had asked Moscow for engines.", "SEEK_SUPPLY", "certain actual -"),
        ("The EU spared Gazprombank.", "IMPOSE_MEASURE", "certain actual -"),
        ("A launch in 2022 is unlikely.", "SCHEDULE", "probable planned -"),
        ("The Treasury could blacklist Reshetnev.", "LIST", "possible planned +"),
        ("ESA is close to signing a contract with SpaceX.", "AGREE", "certain planned +"),
        ("Washington warned China that it would face consequences if it helped.", "THREATEN", "certain actual +"),
        ("Nothing suggests that Roscosmos plans to leave the station.", "CUT_TIES", "probable planned -"),
        ("ESA would never sell the rover to Roscosmos.", "AID", "certain conditional -"),
    ],
)
def test_how_firmly_an_act_is_told(text: str, act: str, how: str, claims_of: ClaimsOf) -> None:
    claim = next(claim for claim in claims_of(text) if claim.event_type == act)
    assert f"{claim.certainty} {claim.realis} {claim.polarity}" == how
