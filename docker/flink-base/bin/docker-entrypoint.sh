#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# docker-entrypoint.sh jobmanager | taskmanager | COMMAND [ARGUMENT…]
# FLINK_PROPERTIES holds the configuration, a "key: value" a line.
set -euo pipefail

runtime=org.apache.flink.runtime

# Asks Flink for the JVM flags and the memory settings that follow from the configuration, as the
# distribution's scripts do; a TaskManager does not start without them. Sets: flags, settings
size_process() {
    local answer
    answer=$(flink-class "$runtime.util.bash.BashJavaUtils" "$1" --configDir "$FLINK_CONF_DIR" |
        sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p')
    read -ra flags <<<"$(sed -n 1p <<<"$answer")"
    read -ra settings <<<"$(sed -n 2p <<<"$answer")"
}

start() {
    printf '%s\n' "${FLINK_PROPERTIES:-}" >"$FLINK_CONF_DIR/config.yaml"
    size_process "$1"
    export FLINK_JVM_FLAGS="${flags[*]}"
    exec flink-class "$2" --configDir "$FLINK_CONF_DIR" "${settings[@]}"
}

case "${1:-}" in
    jobmanager) start GET_JM_RESOURCE_PARAMS "$runtime.entrypoint.StandaloneSessionClusterEntrypoint" ;;
    taskmanager) start GET_TM_RESOURCE_PARAMS "$runtime.taskexecutor.TaskManagerRunner" ;;
    *) exec "$@" ;;
esac
