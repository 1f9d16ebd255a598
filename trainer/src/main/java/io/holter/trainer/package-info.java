// SPDX-License-Identifier: Apache-2.0
/** What learns: data files to a model directory. The packages below follow the way of the data. */
package io.holter.trainer;
