"""Words of reminder: into the outbox, into messages, out of the house; and by which ways that happens."""

from luoshi.actions.notices.channels import note_trial, set_channel, switch_channel
from luoshi.actions.notices.queueing import queue_digests, queue_letters
from luoshi.actions.notices.reminding import Reminder, remind
from luoshi.actions.notices.routes import Wanted, mute, remove_route, set_routes, unmute
from luoshi.actions.notices.sending import Sending

__all__ = [
    "Reminder",
    "Sending",
    "Wanted",
    "mute",
    "note_trial",
    "queue_digests",
    "queue_letters",
    "remind",
    "remove_route",
    "set_channel",
    "set_routes",
    "switch_channel",
    "unmute",
]
