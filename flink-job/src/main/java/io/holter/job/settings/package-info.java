// SPDX-License-Identifier: Apache-2.0
/** Every setting of the job: its options, and the checked record that is made of them. */
package io.holter.job.settings;
