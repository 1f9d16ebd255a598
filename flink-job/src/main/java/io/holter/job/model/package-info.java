// SPDX-License-Identifier: Apache-2.0
/** The models of a process, shared by its subtasks. */
package io.holter.job.model;
