/**
 * Object graphs as Java serialization would carry them. {@link io.github.claimcheck.graph.GraphCodec} chooses for each
 * graph: Kryo, with a form for each class whose objects it carries exactly ({@code Exactness} says which), or else Java
 * serialization. {@link io.github.claimcheck.graph.IdentityTracker} notices what two graphs share.
 */
package io.github.claimcheck.graph;
