/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.autoscaler;

/**
 * How many nodes a load needs.
 *
 * @param loadPerNode how much of the load one node carries
 * @param fewest the least number of nodes
 * @param most the number of nodes that is not exceeded, whatever the load, because nodes cost money
 */
public record Policy(double loadPerNode, int fewest, int most) {

    public Policy {
        if (!(loadPerNode > 0) || fewest < 1 || most < fewest) {
            throw new IllegalArgumentException("loadPerNode must be above 0, and fewest from 1 to most, but were "
                    + loadPerNode + ", " + fewest + ", " + most);
        }
    }

    int nodesFor(double load) {
        // A load that is not a number is a meter that does not work, and no reason to buy.
        double needed = Double.isNaN(load) ? fewest : Math.ceil(load / loadPerNode);
        return (int) Math.max(fewest, Math.min(most, needed));
    }
}
