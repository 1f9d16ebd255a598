#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs a main class of Kafka: kafka-run-class.sh CLASS [ARGUMENT…]
set -euo pipefail

# Intended to be split: both hold several JVM flags.
# shellcheck disable=SC2086
exec java ${KAFKA_HEAP_OPTS:--Xmx512m} \
    ${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=/etc/kafka/docker/tools-log4j2.yaml} \
    -cp '/opt/kafka/libs/*' "$@"
