"""The shell of every map, drawn by Folium: run while publishing, never by the desk."""

import csv
import json
import sys
from pathlib import Path
from typing import Any, cast

import folium
from branca.element import Figure
from folium.map import Layer
from folium.template import Template

from portal.config import CONTENT
from portal.domain.script import to_latin

DISTRICTS = CONTENT / "map" / "districts.json"
PLACES = CONTENT / "map" / "places.csv"
MIDDLE = (44.1, 20.8)
WHOLE_COUNTRY, NEAREST, WIDEST = 7, 16, 6


class Map(folium.Map):
    """Folium's map, loading our own files alone, and with a name that stays."""

    default_js = [
        ("leaflet", "vendor/leaflet/leaflet.js"),
        ("fits", "js/fits.js"),
        ("filters", "js/filters.js"),
        ("clusters", "js/clusters.js"),
        ("popups", "js/popups.js"),
        ("markers", "js/markers.js"),
        ("services", "js/map.js"),
    ]
    default_css: list[tuple[str, str]] = []

    def __init__(self, **how: Any) -> None:
        super().__init__(
            tiles=None, zoom_control=False, attribution_control=False, **how
        )
        self._id = "portal"


class Services(Layer):
    """Services, by their counts or each; js/map.js fetches them from us."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = portalServices({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__(name="services", overlay=True)
        self._name, self._id = "Services", "portal"


class Places(Layer):
    """Names of places to find one's way by, once one looks closer."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = portalPlaces(
                {{ this._parent.get_name() }}, {{ this.places|tojson }}
            );
        {% endmacro %}
        """
    )

    def __init__(self, places: list[tuple[float, float, str, str]]) -> None:
        super().__init__(name="places", overlay=True, show=False)
        self._name, self._id = "Places", "portal"
        self.places = places


def shell() -> dict[str, Any]:
    """Folium's parts of a page: the element, the script, and what both stand on."""
    drawn = Map(
        location=MIDDLE,
        zoom_start=WHOLE_COUNTRY,
        minZoom=WIDEST,
        maxZoom=NEAREST,
        zoomSnap=0.5,
    )
    _districts().add_to(drawn)
    Places(_places()).add_to(drawn)
    Services().add_to(drawn)
    page = cast(Figure, drawn.get_root())
    page.render()
    return {
        "markup": page.html.render().strip(),
        "script": _tidy(page.script.render()),
        "loads": [name for _, name in Map.default_js],
    }


def _districts() -> folium.GeoJson:
    """Outlines of districts; style sheets colour them by the class of each part."""
    told = json.loads(DISTRICTS.read_text())
    for feature in told["features"]:
        named = f"map-{feature['properties']['part']}"
        feature["properties"] = {"style": {"className": named}}
    layer = folium.GeoJson(
        {"type": told["type"], "features": told["features"]},
        name="districts",
        interactive=False,
    )
    layer._id = "districts"
    return layer


def _places() -> list[tuple[float, float, str, str]]:
    with PLACES.open(newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return [
            (float(r["lat"]), float(r["lon"]), r["name_sr"], to_latin(r["name_sr"]))
            for r in rows
        ]


def _tidy(script: str) -> str:
    """Without the indentation and the empty lines of templates."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def main(target: Path) -> None:
    """Write the shell where the publisher wants it."""
    target.write_text(json.dumps(shell(), sort_keys=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
