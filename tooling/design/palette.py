"""The colours of the demonstration party and of the tool's own mark.

Indigo and saffron carry the meaning, sand and sky the rest. Red never meets
green: one man in twelve does not tell them apart.
"""

INK = "#1A154D"
INDIGO = "#2B2478"
IRIS = "#5B56B8"
LILAC = "#BFBDE8"
MIST = "#E4E3F5"
SAFFRON = "#F0A81C"
OCHRE = "#C77A12"
AMBER = "#F8D78A"
SAND = "#F0DFC0"
DUNE = "#E0C797"
PAPER = "#FCF8F0"
SKY = "#C3E2EF"
AZURE = "#74B6D4"
PETROL = "#1F6784"


def darker(colour: str, part: float = 0.84) -> str:
    """Give a colour's shaded side."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel * part):02X}" for channel in channels)
