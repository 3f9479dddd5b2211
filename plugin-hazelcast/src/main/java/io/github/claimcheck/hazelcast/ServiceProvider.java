package io.github.claimcheck.hazelcast;

import io.github.claimcheck.hazelcast.internal.MemberHost;
import io.github.claimcheck.hazelcast.internal.MemberPart;

/** Brings the plugin's service into every member. Public, with a public constructor, because the engine makes it. */
public final class ServiceProvider extends MemberPart.Provider {

    /** For the engine. */
    public ServiceProvider() {}

    @Override
    protected MemberPart create(MemberHost host) {
        return new MemberPlugin(host);
    }
}
