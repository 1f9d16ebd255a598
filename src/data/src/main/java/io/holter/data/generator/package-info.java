// SPDX-License-Identifier: Apache-2.0
/** Heartbeats whose truth is known: a dynamical model of the ECG, made abnormal on purpose. */
package io.holter.data.generator;
