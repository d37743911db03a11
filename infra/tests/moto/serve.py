"""Serves an emulated AWS account on a free port of 127.0.0.1, and ends when its standard input closes.

Prints the address on one line once it can be asked, and for each line that it reads how much there is in the account.
Where moto lacks what AWS has and the Terraform provider needs,
it is added here, so that nothing of the infrastructure bends to the emulator.
"""

import contextlib
import json
import logging
import sys
from typing import Any, TextIO

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.cloudfront import urls as cloudfront_urls
from moto.cloudfront.models import CloudFrontBackend, Origin, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.base_backend import BackendDict
from moto.core.responses import ActionResult, EmptyResult
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response
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


def keep_origin_access_controls() -> None:
    """moto forgets by which access control a distribution reads an origin."""
    create = Origin.__init__

    def create_and_keep(self: Origin, origin: dict[str, Any]) -> None:
        create(self, origin)
        self.origin_access_control_id = origin.get("OriginAccessControlId", "")

    Origin.__init__ = create_and_keep


def add_response_headers_policies() -> None:
    """moto has no response headers policies, without which a distribution sends no security headers."""
    if hasattr(CloudFrontResponse, "create_response_headers_policy"):
        return
    create = CloudFrontBackend.__init__

    def create_with_policies(self: CloudFrontBackend, region_name: str, account_id: str) -> None:
        create(self, region_name, account_id)
        self.response_headers_policies: dict[str, dict[str, Any]] = {}

    def answer(policy_id: str, config: dict[str, Any]) -> ActionResult:
        policy = {
            "Id": policy_id,
            "LastModifiedTime": "2021-11-27T10:34:26.802Z",
            "ResponseHeadersPolicyConfig": config,
        }
        return ActionResult({"ResponseHeadersPolicy": policy, "ETag": policy_id})

    def create_policy(self: CloudFrontResponse) -> ActionResult:
        policy_id = random_id()
        config = self._get_param("ResponseHeadersPolicyConfig", {})
        self.backend.response_headers_policies[policy_id] = config
        return answer(policy_id, config)

    def get_policy(self: CloudFrontResponse) -> ActionResult:
        policy_id = self._get_param("Id")
        return answer(policy_id, self.backend.response_headers_policies[policy_id])

    def delete_policy(self: CloudFrontResponse) -> ActionResult:
        del self.backend.response_headers_policies[self._get_param("Id")]
        return EmptyResult()

    CloudFrontBackend.__init__ = create_with_policies
    CloudFrontResponse.create_response_headers_policy = create_policy
    CloudFrontResponse.get_response_headers_policy = get_policy
    CloudFrontResponse.delete_response_headers_policy = delete_policy
    path = "{0}/2020-05-31/response-headers-policy"
    for suffix in ("$", "/(?P<policy_id>[^/]+)$"):
        cloudfront_urls.url_paths[path + suffix] = CloudFrontResponse.dispatch


SIZES = ("ObjectSizeGreaterThan", "ObjectSizeLessThan")


def keep_sizes_of_lifecycle_rules() -> None:
    """moto drops the sizes of a filter of several parts; the provider sends one of them, and waits to read it again."""
    set_lifecycle = FakeBucket.set_lifecycle
    get_bucket_lifecycle = S3Response.get_bucket_lifecycle

    def set_and_keep(self: FakeBucket, rules: list[dict[str, Any]]) -> None:
        parts = [(rule.get("Filter") or {}).get("And") or {} for rule in rules]
        set_lifecycle(self, rules)
        self.sizes_of_rules = [{name: int(part[name]) for name in SIZES if name in part} for part in parts]

    def get_with_sizes(self: S3Response) -> Any:
        sizes_of_rules = getattr(self.backend.get_bucket(self.bucket_name), "sizes_of_rules", [])
        serialized = self.serialized

        def serialize_with_sizes(answer: ActionResult) -> Any:
            for rule, sizes in zip(answer.result["Rules"], sizes_of_rules):
                if sizes:
                    rule["Filter"]["And"].update(sizes)
            return serialized(answer)

        self.serialized = serialize_with_sizes
        try:
            return get_bucket_lifecycle(self)
        finally:
            del self.serialized

    FakeBucket.set_lifecycle = set_and_keep
    S3Response.get_bucket_lifecycle = get_with_sizes


# moto keeps these when what they belong to is deleted.
OUTLIVING = {"ec2.network_acls", "ec2.tags"}


def count(kept: Any) -> int:
    """How much is in a collection of collections, without what AWS shows for a while after it was deleted."""
    if isinstance(kept, dict):
        return sum(count(value) for value in kept.values())
    if isinstance(kept, (list, set, tuple)):
        return sum(count(value) for value in kept)
    if kept is None:
        return 0
    states = (getattr(kept, "status", None), getattr(kept, "state", None))
    return 0 if any(state in ("INACTIVE", "deleted") for state in states) else 1


def count_resources() -> dict[str, int]:
    """How much each service keeps beyond what it has in a new account, by the collection that it is kept in."""
    counts: dict[str, int] = {}
    for backends in list(BackendDict._instances):
        for account in list(backends.values()):
            for backend in list(account.values()):
                service = type(backend).__module__.split(".")[1]
                new = type(backend)(backend.region_name, backend.account_id)
                for name, kept in list(vars(backend).items()):
                    if isinstance(kept, (dict, list, set)):
                        key = f"{service}.{name.lstrip('_')}"
                        counts[key] = counts.get(key, 0) + count(kept) - count(getattr(new, name))
    return {key: value for key, value in counts.items() if value and key not in OUTLIVING}


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    add_scaling_tags()
    keep_queue_attributes()
    take_requests_as_encrypted()
    keep_origin_access_controls()
    add_response_headers_policies()
    keep_sizes_of_lifecycle_rules()
    # moto prints warnings among what is read from here.
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        serve(answers)


def serve(answers: TextIO) -> None:
    """Answers on `answers` until the standard input closes."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(f"http://{host}:{port}", file=answers, flush=True)
    for _ in sys.stdin:
        print(json.dumps(count_resources()), file=answers, flush=True)


main()
