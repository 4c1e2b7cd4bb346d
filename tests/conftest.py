"""Settings for all tests."""

from hypothesis import HealthCheck, settings

# No deadline: a busy machine is not a defect. A test's own @settings may ask for more examples.
settings.register_profile("alongside", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("alongside")
