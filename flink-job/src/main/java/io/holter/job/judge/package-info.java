// SPDX-License-Identifier: Apache-2.0
/** From the scores of a series to alerts. */
package io.holter.job.judge;
