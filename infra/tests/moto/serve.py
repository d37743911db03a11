"""Serves an emulated AWS account on a free port of 127.0.0.1, and ends when its standard input closes.

Prints the address on one line once it can be asked. Where moto lacks what AWS has and the Terraform provider needs,
it is added here, so that nothing of the infrastructure bends to the emulator.
"""

import json
import logging
import sys
from typing import Any

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket
from moto.server import ThreadedMotoServer
from moto.sqs.models import Queue


def add_scaling_tags() -> None:
    """The provider reads the tags of a scalable target; moto does not know the call."""

    def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> str:
        return '{"Tags": {}}'

    if not hasattr(ApplicationAutoScalingResponse, "list_tags_for_resource"):
        ApplicationAutoScalingResponse.list_tags_for_resource = list_tags_for_resource


def keep_queue_attributes() -> None:
    """moto drops RedriveAllowPolicy, for which the provider waits, and forgets the policy when others are set."""
    if "RedriveAllowPolicy" not in Queue.BASE_ATTRIBUTES:
        Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
        Queue.redrive_allow_policy = None

    set_attributes = Queue._set_attributes

    def set_and_keep(self: Queue, attributes: dict[str, Any], now: float | None = None) -> None:
        kept = getattr(self, "policy", None)
        set_attributes(self, attributes, now)
        # Removing it sets it to nothing, which the provider waits to see.
        if self.redrive_allow_policy == "":
            self.redrive_allow_policy = None
        if "Policy" not in attributes:
            self.policy = kept

    Queue._set_attributes = set_and_keep


def take_requests_as_encrypted() -> None:
    """moto passes over conditions, so that the rule which denies what is not encrypted would deny everything."""

    def get_permission(self: FakeBucket, action: str, resource: str) -> Any:
        policy = json.loads(self.policy) if self.policy else {}
        statements = [
            statement
            for statement in policy.get("Statement", [])
            if statement.get("Condition") != {"Bool": {"aws:SecureTransport": "false"}}
        ]
        if not statements:
            return PermissionResult.NEUTRAL
        judged = IAMPolicy(json.dumps({**policy, "Statement": statements}))
        return judged.is_action_permitted(action, resource)

    FakeBucket.get_permission = get_permission


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    add_scaling_tags()
    keep_queue_attributes()
    take_requests_as_encrypted()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(f"http://{host}:{port}", flush=True)
    sys.stdin.read()


main()
