"""The operating systems of Valbrume, in the words that agents and people write."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class System:
    """A system as it is found: its text, its version, its kernel where an agent runs."""

    text: str
    version: str = ""
    kernel: str = ""

    @property
    def is_linux(self) -> bool:
        """Say whether a computer that reports runs Linux; the others run Windows."""
        return "Windows" not in self.text


WINDOWS_7 = System("Microsoft Windows 7 Professionnel", "6.1.7601")
WINDOWS_10_1909 = System("Microsoft Windows 10 Professionnel", "1909", "10.0.18363")
WINDOWS_10 = System("Microsoft Windows 10 Professionnel", "22H2", "10.0.19045")
WINDOWS_11_23H2 = System("Microsoft Windows 11 Professionnel", "23H2", "10.0.22631")
WINDOWS_11_24H2 = System("Microsoft Windows 11 Professionnel", "24H2", "10.0.26100")
WINDOWS_11_25H2 = System("Microsoft Windows 11 Professionnel", "25H2", "10.0.26200")
MINT = System("Linux Mint 21.3", "21.3", "5.15.0-119-generic")

# What a school writes by hand has no version.
HAND_WINDOWS_7 = System("Windows 7")
HAND_WINDOWS_10 = System("Windows 10 Pro")
HAND_WINDOWS_11 = System("Windows 11 Pro")
HAND_LINUX = System("PrimTux")

SERVER_2012 = System("Microsoft Windows Server 2012 R2 Standard", "6.3.9600")
SERVER_2016 = System("Microsoft Windows Server 2016 Standard", "1607")
SERVER_2019 = System("Microsoft Windows Server 2019 Standard", "1809")
DEBIAN = System("Debian GNU/Linux 12 (bookworm)", "12")
ESXI = System("VMware ESXi 7.0", "7.0.3")
MACOS = System("macOS Ventura", "13.7")
IPADOS = System("iPadOS", "17.7")
ANDROID_11 = System("Android 11", "11")
ANDROID_13 = System("Android 13", "13")
ANDROID_14 = System("Android 14", "14")
IOS = System("iOS", "16.7")
