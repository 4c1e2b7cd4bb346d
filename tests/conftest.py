"""Settings for all tests, and the database server that some of them share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))
from postgresql_server import new_database, running_postgresql

# No deadline: a busy machine is not a defect. A test's own @settings may ask for more examples.
settings.register_profile("alongside", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("alongside")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A running PostgreSQL server."""
    with running_postgresql() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """The address of an empty PostgreSQL database, as ``c.CourseDirectory.db_url`` takes it."""
    return new_database(postgresql_server)
