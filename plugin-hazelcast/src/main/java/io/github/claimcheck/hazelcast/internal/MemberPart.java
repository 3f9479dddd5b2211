package io.github.claimcheck.hazelcast.internal;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptor;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptorProvider;
import java.util.Properties;

/**
 * The plugin's part of a member. Made with it, started before it joins, closed with it. Only the engine's own services
 * have such a life; the public API tells of members that have started. Checked on 5.5.0, 5.6.0 and 5.7.0.
 */
public interface MemberPart {

    /** Prepares the member, which has not joined yet. */
    void start();

    /** The member stops. */
    void close();

    /** {@return whether a task with that claim has arrived on this member, and its objects are claimed or not there} */
    boolean hasSeen(long claimId);

    /** {@return whether this member may remove from the store what nobody seems to claim} */
    boolean mayRemove();

    /** {@return whether {@code member} may remove from the store what nobody seems to claim} */
    static boolean mayRemove(HazelcastInstance member) {
        var part = of(member);
        return part != null && part.mayRemove();
    }

    /** {@return the part of a member, or {@code null} while the member is being built} */
    static MemberPart of(HazelcastInstance instance) {
        if (!(instance instanceof HazelcastInstanceImpl member) || member.node == null) {
            return null;
        }
        Service service = member.node.getNodeEngine().getServiceOrNull(Service.NAME);
        return service == null ? null : service.part;
    }

    /** Makes the part of each member; found by the engine in {@code META-INF/services}. */
    abstract class Provider implements ServiceDescriptorProvider {

        /** {@return the part of a member; what is thrown here stops the start of the member} */
        protected abstract MemberPart create(MemberHost host);

        @Override
        public final ServiceDescriptor[] createServiceDescriptors() {
            return new ServiceDescriptor[] {
                new ServiceDescriptor() {
                    @Override
                    public String getServiceName() {
                        return Service.NAME;
                    }

                    @Override
                    public Object getService(NodeEngine nodeEngine) {
                        return new Service(create(new MemberHost(nodeEngine)));
                    }
                }
            };
        }
    }

    /** The part, as the engine knows it. */
    final class Service implements ManagedService {

        static final String NAME = "claimcheck:service";

        private final MemberPart part;

        private Service(MemberPart part) {
            this.part = part;
        }

        MemberPart part() {
            return part;
        }

        @Override
        public void init(NodeEngine nodeEngine, Properties properties) {
            part.start();
        }

        @Override
        public void reset() {
            // Nothing to forget after a split brain: claims are kept in maps, which merge.
        }

        @Override
        public void shutdown(boolean terminate) {
            part.close();
        }
    }
}
