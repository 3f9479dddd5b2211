/**
 * All that leans on types of the engine that are not public, each with the reason, and the versions it was checked on.
 * {@code EngineHook} and {@code MemberPart} are where the engine calls the plugin.
 */
package io.github.claimcheck.hazelcast.internal;
