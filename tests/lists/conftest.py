"""What do the tests of lists share? Small files in the publishers' own layouts, and the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# Kernels are compiled within the first example that needs them.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SHARED = Path(__file__).parents[3] / "shared" / "data" / "lists"

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


@pytest.fixture
def triple(tmp_path: Path) -> Path:
    folder = tmp_path / "ofac"
    folder.mkdir()
    for name, text in {"sdn.csv": SDN, "alt.csv": ALT, "add.csv": ADD}.items():
        (folder / name).write_bytes(text.encode("ascii"))
    return folder


@pytest.fixture
def shared_lists() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared list snapshots are not beside this checkout")
    return SHARED
