// SPDX-License-Identifier: Apache-2.0
/** A Flink cluster inside this process, and a job on it. */
package io.holter.app.flink;
