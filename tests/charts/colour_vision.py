"""How the palette looks to people who see colours otherwise, and how far it then stands out from its ground.

The matrices for missing red, green and blue cones are those of Machado, Oliveira and Fernandes (2009), "A
physiologically-based model for simulation of color vision deficiency", IEEE Transactions on Visualization and Computer
Graphics 15(6), 1291–1298, doi:10.1109/TVCG.2009.113, severity 1.0, for linear sRGB. Without any cone vision the
luminance is left. Contrast is that of WCAG 2.2.
"""

Colour = tuple[float, float, float]
LUMINANCE: Colour = (0.2126, 0.7152, 0.0722)
VISIONS: dict[str, tuple[Colour, Colour, Colour]] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "achromatopsia": (LUMINANCE, LUMINANCE, LUMINANCE),
}


def linear(hexadecimal: str) -> Colour:
    """Return a colour such as "#b4540a" in linear sRGB, 0 to 1."""
    parts = [int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def seen(colour: Colour, vision: str) -> Colour:
    """Return a linear colour as this vision sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(by * part for by, part in zip(row, colour, strict=True)))) for row in VISIONS[vision]
    )
    return red, green, blue


def as_bytes(colour: Colour) -> tuple[int, int, int]:
    """Return a linear colour as the 0 to 255 of a screen."""
    red, green, blue = (
        round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)) for part in colour
    )
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio, 1 to 21."""
    lights = sorted(sum(by * part for by, part in zip(LUMINANCE, colour, strict=True)) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)
