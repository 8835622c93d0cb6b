# What the guides do at the shop's front door, as a few commands: `. docs/guides/lab.sh` while the mesh runs.
SHOP=${SHOP:-http://localhost:8080}

# sign_in [E-MAIL PASSWORD]: as the demo customer, for five minutes
sign_in() {
  TOKEN=$(curl -s "$SHOP/api/token/" -H 'Content-Type: application/json' \
    -d "{\"username\": \"${1:-user@example.com}\", \"password\": \"${2:-user123}\"}" |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["access"])')
}

# ask PATH [OPTION-OF-CURL …]: the answer, then its status and how long it took
ask() {
  lab_path=$1
  shift
  curl -s -w '\n%{http_code} in %{time_total} s\n' -H "Authorization: Bearer $TOKEN" "$@" "$SHOP$lab_path"
}

# buy [OPTION-OF-CURL …]: a light bulb, under a key of its own. PRODUCT=7 QUANTITY=2 CARD=tok_decline buy
buy() {
  lab_key=$(python3 -c 'import uuid; print(uuid.uuid4())')
  ask /api/orders/ -H 'Content-Type: application/json' -H "Idempotency-Key: $lab_key" \
    -d "{\"items\": [{\"product_id\": ${PRODUCT:-22}, \"quantity\": ${QUANTITY:-1}}],
         \"payment\": {\"method\": \"card\", \"token\": \"${CARD:-tok_success}\"},
         \"shipping\": {\"name\": \"Ada Lovelace\", \"line1\": \"12 St James's Square\", \"city\": \"London\",
                      \"postal_code\": \"SW1Y 4JH\", \"country\": \"GB\"}}" "$@"
}

# each N COMMAND …: N one after the other, only status and time of each
each() {
  lab_times=$1
  shift
  for _ in $(seq "$lab_times"); do "$@" -o /dev/null | tail -n 1; done
}

# many N COMMAND …: N at once; how many were answered how, and how long the slowest took
many() {
  lab_times=$1
  shift
  for _ in $(seq "$lab_times"); do "$@" -o /dev/null & done | lab_summary
}

lab_summary() {
  awk 'NF { n[$1]++; if ($3 > slowest[$1]) slowest[$1] = $3 }
       END { for (status in n) printf "%d × %s, the slowest in %.2f s\n", n[status], status, slowest[status] }'
}

# counted PROCESS NAME: what a process has counted under that name
counted() {
  ./dev metrics "$1" | grep "^$2" | grep -vE '_(bucket|created)\{'
}

# call AS TARGET METHOD [JSON]: one gRPC call with the certificate of the service AS, and the token of sign_in if WITH_TOKEN=1
call() {
  AS=$1 TARGET=$2 METHOD=$3 REQUEST=${4:-"{}"} TOKEN=${WITH_TOKEN:+$TOKEN} LOG_LEVEL=ERROR \
    ./dev manage "$1" shell -v 0 -c '
import os
from importlib import import_module
from google.protobuf.json_format import MessageToJson, Parse
from servicekit import context
from servicekit.errors import ServiceError
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy

name, method = os.environ["TARGET"], os.environ["METHOD"]
folder = f"protos.gen.shop.{name}.v1.{name}_service_pb2"
messages, stubs = import_module(folder), import_module(folder + "_grpc")
(service,) = messages.DESCRIPTOR.services_by_name.values()
request = Parse(os.environ["REQUEST"], getattr(messages, service.methods_by_name[method].input_type.name)())
policies = {f"/{service.full_name}/{method}": CallPolicy(deadline=2)}
channel = mesh_channel(f"{name}_service", os.environ[f"{name.upper()}_GRPC"], policies)
with context.request_scope("", bearer=os.environ["TOKEN"]):
    try:
        print(MessageToJson(getattr(getattr(stubs, service.name + "Stub")(channel), method)(request)))
    except ServiceError as refusal:
        facts = {"grpc": refusal.grpc, "reason": getattr(refusal, "reason", refusal.code)}
        print(type(refusal).__name__, facts | dict(refusal.extensions), refusal.detail, *refusal.errors, sep="\n  ")
'
}

# spans [NAME]: takes spans over OTLP and prints each trace in which something is called NAME, as a tree
spans() {
  PYTHONPATH=. .venv/bin/python docs/guides/spans.py "$@"
}

# flood N PATH: N requests at once over connections of one program, counted as above
flood() {
  curl -s --parallel --parallel-immediate --parallel-max "$1" -o /dev/null -w '\n%{http_code} in %{time_total} s\n' \
    -H "Authorization: Bearer $TOKEN" "$SHOP$2#[1-$1]" 2>/dev/null | lab_summary
}

# post PATH JSON [OPTION-OF-CURL …]: `ask` with a body
post() {
  lab_body=$2
  set -- "$1" "${@:3}"
  ask "$@" -H 'Content-Type: application/json' -d "$lab_body"
}

# field NAME: that field of the answer that comes in
field() {
  python3 -c 'import json, sys; print(json.loads(sys.stdin.read().rsplit("\n", 2)[0])[sys.argv[1]])' "$1"
}

# code SECRET: what an authenticator app with this key shows now
code() {
  .venv/bin/python -c 'import sys; from base64 import b32decode; from django_otp.oath import totp; print(f"{totp(b32decode(sys.argv[1])):06}")' "$1"
}

# one_time: eight uses of one code at once, by django-otp's stock check and by ours
one_time() {
  PYTHONPATH=. LOG_LEVEL=ERROR .venv/bin/python docs/guides/otp_race.py
}

# passkey add [NAME], passkey login [counter=7] [origin=https://…] [flags=1] [times=2], passkey step-up: with a key in a file
passkey() {
  SHOP="$SHOP" TOKEN="$TOKEN" PYTHONPATH=. .venv/bin/python docs/guides/passkey.py "$@"
}
