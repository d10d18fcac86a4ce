"""What an agent finds on a computer of the library that runs a free system."""

from inventaire.domain.demonstration.programs import Program

MAINTAINERS = "Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>"
MINT = "Linux Mint <root@linuxmint.com>"


def package(name: str, version: str, section: str, share: float = 1.0) -> Program:
    """Describe a Debian package: its section stands for the category."""
    return Program(name, version, MAINTAINERS, share, section)


LINUX_PACKAGES = (
    package("firefox", "126.0+linuxmint1+virginia", "web"),
    package("thunderbird", "1:115.10.1+linuxmint1+virginia", "mail", 0.5),
    package("libreoffice-writer", "1:7.3.7-0ubuntu0.22.04.5", "editors"),
    package("libreoffice-calc", "1:7.3.7-0ubuntu0.22.04.5", "editors"),
    package("libreoffice-impress", "1:7.3.7-0ubuntu0.22.04.5", "editors"),
    package("libreoffice-l10n-fr", "1:7.3.7-0ubuntu0.22.04.5", "localization"),
    package("gimp", "2.10.30-1ubuntu0.1", "graphics", 0.8),
    package("inkscape", "1.1.2-3ubuntu4", "graphics", 0.4),
    package("vlc", "3.0.16-1build7", "video"),
    package("audacity", "2.4.2~dfsg0-5", "sound", 0.4),
    package("evince", "42.3-0ubuntu3.1", "gnome"),
    package("gparted", "1.3.1-1ubuntu1", "admin"),
    package("glpi-agent", "1:1.7-1", "admin"),
    package("cups", "2.4.1op1-1ubuntu4.10", "net"),
    package("openssh-client", "1:8.9p1-3ubuntu0.7", "net"),
    package("python3", "3.10.6-1~22.04", "python"),
    package("python3-apt", "2.4.0ubuntu3", "python"),
    package("perl", "5.34.0-3ubuntu1.3", "perl"),
    package("libc6", "2.35-0ubuntu3.8", "libs"),
    package("libgtk-3-0", "3.24.33-1ubuntu2", "libs"),
    package("libqt5core5a", "5.15.3+dfsg-2ubuntu0.2", "libs"),
    package("libssl3", "3.0.2-0ubuntu1.15", "libs"),
    package("gir1.2-gtk-3.0", "3.24.33-1ubuntu2", "introspection"),
    package("fonts-liberation", "1:1.07.4-11", "fonts"),
    package("fonts-noto-core", "20201225-1build1", "fonts"),
    package("linux-image-5.15.0-119-generic", "5.15.0-119.129", "kernel"),
    package("linux-firmware", "20220329.git681281e4-0ubuntu3.31", "kernel"),
    package("grub-efi-amd64", "2.06-2ubuntu14.4", "admin"),
    Program("mintupdate", "6.0.7", MINT, 1.0, "admin"),
    Program("mint-meta-cinnamon", "2023.12.18", MINT, 1.0, "metapackages"),
)
