// SPDX-License-Identifier: Apache-2.0
/** The subcommands of the {@code holter} command line, and the kinds of values that their options take. */
package io.holter.app.command;
