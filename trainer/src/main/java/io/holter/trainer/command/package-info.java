// SPDX-License-Identifier: Apache-2.0
/** What the trainer does from the command line, and the texts that it prints. */
package io.holter.trainer.command;
