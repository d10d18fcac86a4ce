"""Whether a machine can receive a system: by what is known of it, and never a guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventaire.catalog.minimums import load_minimums
from inventaire.domain.ability import Ability, MachineFacts, ability, requirements

SYSTEMS = load_minimums(date(2026, 11, 22))
WINDOWS_11 = SYSTEMS["windows-11"]
ABLE = """
Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz
Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz
Intel(R) Core(TM) i3-9100 CPU @ 3.60GHz
Intel(R) Core(TM) i5-1035G1 CPU @ 1.00GHz
Intel(R) Core(TM) i5-10400 CPU @ 2.90GHz
11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz
12th Gen Intel(R) Core(TM) i5-12400
13th Gen Intel(R) Core(TM) i7-1355U
Intel(R) Core(TM) Ultra 5 125U
Intel(R) Core(TM) 7 150U
Intel(R) Core(TM) i9-7900X CPU @ 3.30GHz
Intel(R) Core(TM) m3-8100Y CPU @ 1.10GHz
Intel(R) Celeron(R) N4020 CPU @ 1.10GHz
Intel(R) Celeron(R) J4125 CPU @ 2.00GHz
Intel(R) Pentium(R) Silver N5030 CPU @ 1.10GHz
Intel(R) Pentium(R) Gold G5400 CPU @ 3.70GHz
Intel(R) N100
Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz
Intel(R) Xeon(R) W-2123 CPU @ 3.60GHz
Intel(R) Xeon(R) E-2224 CPU @ 3.40GHz
AMD Ryzen 5 2600 Six-Core Processor
AMD Ryzen 5 3500U with Radeon Vega Mobile Gfx
AMD Ryzen 5 PRO 4650U with Radeon Graphics
AMD Ryzen 7 5800H with Radeon Graphics
AMD Ryzen Threadripper 2950X 16-Core Processor
AMD EPYC 7282 16-Core Processor
AMD Athlon Gold 3150U with Radeon Graphics
Snapdragon(R) X Elite
"""
UNABLE = """
Intel(R) Core(TM) i5-7500 CPU @ 3.40GHz
Intel(R) Core(TM) i5-7Y54 CPU @ 1.20GHz
Intel(R) Core(TM) i7-6700HQ CPU @ 2.60GHz
Intel(R) Core(TM) i3-4160 CPU @ 3.60GHz
Intel(R) Core(TM) i5-2400 CPU @ 3.10GHz
Intel(R) Core(TM) i5 CPU         750  @ 2.67GHz
Intel(R) Core(TM) i5 CPU       M 520  @ 2.40GHz
Intel(R) Core(TM) m3-6Y30 CPU @ 0.90GHz
Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz
Intel(R) Pentium(R) Dual  CPU  E2180  @ 2.00GHz
Intel(R) Pentium(R) CPU G4560 @ 3.50GHz
Intel(R) Pentium(R) CPU G630 @ 2.70GHz
Intel(R) Pentium(R) CPU N4200 @ 1.10GHz
Intel(R) Pentium(R) CPU 4415U @ 2.30GHz
Intel(R) Celeron(R) CPU N3350 @ 1.10GHz
Intel(R) Celeron(R) CPU J1900 @ 1.99GHz
Intel(R) Celeron(R) CPU 3865U @ 1.80GHz
Intel(R) Atom(TM) CPU N270 @ 1.60GHz
Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz
Intel(R) Xeon(R) CPU E3-1220 v6 @ 3.00GHz
Intel(R) Xeon(R) CPU           X5650  @ 2.67GHz
AMD Ryzen 5 1600 Six-Core Processor
AMD Ryzen 5 2400G with Radeon Vega Graphics
AMD Ryzen 5 2500U with Radeon Vega Mobile Gfx
AMD EPYC 7351 16-Core Processor
AMD A8-7600 Radeon R7, 10 Compute Cores 4C+6G
AMD FX(tm)-8350 Eight-Core Processor
AMD Athlon(tm) II X2 250 Processor
AMD Phenom(tm) II X4 955 Processor
"""
SILENT = """
Intel(R) Core(TM) i7-7820HQ CPU @ 2.90GHz
Apple M1
ARMv7 Processor rev 3
Genuine Intel(R) CPU 0000 @ 2.00GHz
VIA Nano U2250
"""


def a_machine(**changes):
    known = {
        "processor": "Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz",
        "memory_gb": 8.0,
        "storage_gb": 256.0,
        "tpm_version": "2.0",
    }
    return MachineFacts(**known | changes)


def verdict(system=WINDOWS_11, **changes):
    return ability(requirements(a_machine(**changes), system))


@pytest.mark.parametrize(
    ("processor", "expected"),
    [
        (name, expected)
        for names, expected in ((ABLE, Ability.ABLE), (UNABLE, Ability.UNABLE), (SILENT, Ability.UNKNOWN))
        for name in names.strip().splitlines()
    ],
)
def test_a_processor_is_admitted_refused_or_left_unknown(processor, expected):
    assert verdict(processor=processor) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Ability.ABLE),
        ({"memory_gb": 3.8}, Ability.ABLE),
        ({"memory_gb": 2.0}, Ability.UNABLE),
        ({"storage_gb": 59.6}, Ability.ABLE),
        ({"storage_gb": 32.0}, Ability.UNABLE),
        ({"tpm_version": "TPM 1.2"}, Ability.UNABLE),
        ({"tpm_version": "2,0, 0, 1.38"}, Ability.ABLE),
        ({"tpm_version": "Absente"}, Ability.UNABLE),
        ({"tpm_version": "présente"}, Ability.UNKNOWN),
        ({"tpm_version": None}, Ability.UNKNOWN),
        ({"processor": None}, Ability.UNKNOWN),
        ({"memory_gb": None, "tpm_version": "1.2"}, Ability.UNABLE),
    ],
)
def test_windows_11_asks_for_all_of_it(changes, expected):
    assert verdict(**changes) is expected


def test_a_free_system_asks_for_memory_and_storage_alone():
    assert verdict(SYSTEMS["debian"], processor=None, memory_gb=2.0, storage_gb=120.0, tpm_version=None) is Ability.ABLE
    assert verdict(SYSTEMS["ubuntu"], memory_gb=2.0) is Ability.UNABLE
    assert verdict(SYSTEMS["ubuntu"], processor="Apple M1") is Ability.UNABLE


def test_each_requirement_says_what_is_asked_and_what_is_there():
    found = requirements(a_machine(processor="Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz", memory_gb=7.8), WINDOWS_11)
    assert [(each.label, each.wanted, each.found) for each in found] == [
        (
            "Processeur",
            "d’une famille admise par l’éditeur",
            "Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz (antérieur à la 8e génération)",
        ),
        ("Mémoire", "4\u00a0Go au moins", "7,8\u00a0Go"),
        ("Disque", "64\u00a0Go au moins", "256\u00a0Go"),
        ("Puce TPM", "version 2.0", "2.0"),
    ]


@given(st.text(), st.text())
def test_any_text_gets_a_verdict(processor, tpm):
    assert verdict(processor=processor, tpm_version=tpm) in Ability


@given(st.floats(0.1, 64), st.floats(0, 64))
def test_more_memory_never_takes_an_ability_away(memory, more):
    order = [Ability.UNABLE, Ability.UNKNOWN, Ability.ABLE]
    assert order.index(verdict(memory_gb=memory)) <= order.index(verdict(memory_gb=memory + more))
