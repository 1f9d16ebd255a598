// SPDX-License-Identifier: Apache-2.0
/** The whole of Holter at work on one machine: train, broker, topics, job, replay, alerts, summary. */
package io.holter.app.demo;
