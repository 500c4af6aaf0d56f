"""Which rooms stand on the public floor, and what pages conclude from snapshots."""

from portal.blueprints.gaps import site as gaps
from portal.blueprints.gaps.shown import CONCLUSIONS as OF_GAPS
from portal.blueprints.indicators import site as indicators
from portal.blueprints.opendata import site as opendata
from portal.blueprints.opendata.ways import CONCLUSIONS as OF_PATHWAYS
from portal.blueprints.pages import site as pages
from portal.blueprints.pathways import editions
from portal.blueprints.pathways import further_site as further
from portal.blueprints.pathways import site as pathways
from portal.blueprints.search import site as search
from portal.blueprints.services import kinds
from portal.blueprints.services import site as services
from portal.blueprints.services.tiles import OF_MAPS
from portal.blueprints.teams import site as teams
from portal.blueprints.teams.towns import (
    names_of_towns,
    shared_pathways,
    shared_with,
    state_of_town,
)

ROOMS = (
    *(pages, teams, services, kinds, gaps, pathways, editions, further),
    *(indicators, opendata),
    search,
)
OF_TOWNS = (services, kinds, gaps, opendata)
CONCLUSIONS = {
    "state_of_town": state_of_town,
    "shared_pathways": shared_pathways,
    "shared_with": shared_with,
    "names_of_towns": names_of_towns,
    **OF_MAPS,
    "amounts_of_town": kinds.amounts_of_town,
    "addresses_of_kinds": kinds.addresses,
    **OF_GAPS,
    **OF_PATHWAYS,
    "addresses_of_tongues": further.addresses,
    "addresses": pages.addresses,
}
TOWN_MAPS = (
    *("services.map_of_town", "services.places_of_town", "kinds.sheet"),
    "opendata.points_of_town",
)
# More pages that a thing of a kind has: (snapshots, kind, uid) to their addresses.
MORE_PAGES = {
    "municipality": (kinds.pages_of,),
    "service": (kinds.pages_of,),
    "pathway": (pathways.pages_of, further.pages_of),
    "term": (further.pages_of,),
}
OWN_PAGES = {
    "municipality": ("slug", ("teams.municipality", *TOWN_MAPS, "gaps.town")),
    "pathway": (
        "uid",
        (
            *("pathways.pathway", "editions.follow", "editions.poster"),
            *("editions.picture", "editions.data"),
        ),
    ),
}
