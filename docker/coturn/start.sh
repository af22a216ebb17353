#!/bin/sh
# Starts coturn with what differs between houses. Written to a file, because a command line can be read by every process.
set -eu
umask 077
: "${TURN_SECRET:?the secret that Parfocal has as TURN_SECRET}"
: "${VOICE_ADDRESS:?the address of voice, VOICE_ANNOUNCED_ADDRESS of Parfocal: the only one that is relayed to}"
conf="$(mktemp)"
cat /etc/parfocal-turnserver.conf > "$conf"
{
  echo "static-auth-secret=$TURN_SECRET"
  echo "allowed-peer-ip=$VOICE_ADDRESS"
  [ -z "${TURN_EXTERNAL_ADDRESS:-}" ] || echo "external-ip=$TURN_EXTERNAL_ADDRESS"
  if [ -n "${TURN_CERT:-}" ]; then
    echo "cert=$TURN_CERT"
    echo "pkey=${TURN_KEY:?the key of TURN_CERT}"
    echo no-dtls
  else
    echo no-tls
    echo no-dtls
  fi
} >> "$conf"
exec turnserver -c "$conf" --pidfile=/tmp/turnserver.pid --userdb=/tmp/turndb
