"""What the law allows when: a pure function of settings and an instant."""

from minbar.calendar.force import Calendar, Change, InForce, Standing
from minbar.calendar.scope import Subject, concerns

__all__ = ["Calendar", "Change", "InForce", "Standing", "Subject", "concerns"]
