// SPDX-License-Identifier: Apache-2.0
/** Published examples, reproduced: each with its data, its settings, what was published and what came out. */
package io.holter.bench.recipe;
