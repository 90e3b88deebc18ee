"""The MOPH-IC contract as a running program on 127.0.0.1, with made-up people. What it is: docs/practice-server.md.

Importing this is cheap: the web server is imported when one starts.
"""

from app.practice.server import PracticeServer, serve
from app.practice.world.faults import Fault
from app.practice.world.people import Citizen, made_up_people
from app.practice.world.scenario import FACILITY, PASSWORD, USER, Hour, Login, Scenario, Settings

__all__ = [
    "FACILITY",
    "PASSWORD",
    "USER",
    "Citizen",
    "Fault",
    "Hour",
    "Login",
    "PracticeServer",
    "Scenario",
    "Settings",
    "made_up_people",
    "serve",
]
