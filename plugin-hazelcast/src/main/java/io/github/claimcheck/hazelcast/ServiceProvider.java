package io.github.claimcheck.hazelcast;

import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptor;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptorProvider;

/** Brings the plugin's service into every member. Public, with a public constructor, because the engine makes it. */
public final class ServiceProvider implements ServiceDescriptorProvider {

    /** For the engine. */
    public ServiceProvider() {}

    @Override
    public ServiceDescriptor[] createServiceDescriptors() {
        return new ServiceDescriptor[] {
            new ServiceDescriptor() {
                @Override
                public String getServiceName() {
                    return MemberService.NAME;
                }

                @Override
                public Object getService(NodeEngine nodeEngine) {
                    // Settings are read here: what is thrown from here stops the start of the member, unlike what init
                    // throws.
                    return new MemberService(nodeEngine);
                }
            }
        };
    }
}
