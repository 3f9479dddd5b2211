package io.github.claimcheck.it.coexistence;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.hazelcast.nio.serialization.ByteArraySerializer;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** A user's global serializer, by a Kryo that is years older than the plugin's. */
public final class KryoSerializer implements ByteArraySerializer<Object> {

    @Override
    public int getTypeId() {
        return 4242;
    }

    @Override
    public byte[] write(Object object) {
        var output = new Output(1024, -1);
        kryo().writeClassAndObject(output, object);
        return output.toBytes();
    }

    @Override
    public Object read(byte[] bytes) {
        var object = kryo().readClassAndObject(new Input(bytes));
        if (object instanceof UserTasks.Marked marked) {
            marked.cameBy = "kryo";
        }
        return object;
    }

    private static Kryo kryo() {
        var kryo = new Kryo();
        kryo.setInstantiatorStrategy(new Kryo.DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        return kryo;
    }
}
