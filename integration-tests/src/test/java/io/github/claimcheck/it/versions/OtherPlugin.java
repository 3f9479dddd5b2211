package io.github.claimcheck.it.versions;

import io.github.claimcheck.it.process.Jars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Copies of the drop-in jar in which a method returns something else, as in versions of the plugin still to come. */
final class OtherPlugin {

    private static final String VERSION = "io/github/claimcheck/WireVersion.class";
    private static final String MEMBERS = "io/github/claimcheck/hazelcast/MemberWatch.class";

    private OtherPlugin() {}

    /** {@return a jar that writes and reads what has {@code version}} */
    static Path ofVersion(int version) {
        return copy("version-" + version, Map.of(VERSION, new Returning("current", version)));
    }

    /** {@return as {@link #ofVersion}, but it sends envelopes whatever the members have} */
    static Path careless(int version) {
        return copy(
                "careless-" + version,
                Map.of(VERSION, new Returning("current", version), MEMBERS, new Returning("hasAnotherVersion", 0)));
    }

    private static Path copy(String name, Map<String, Returning> changes) {
        var jar = Path.of("target", "plugins", name + ".jar").toAbsolutePath();
        try {
            Files.createDirectories(jar.getParent());
            Files.deleteIfExists(jar);
            Files.copy(Jars.plugin(), jar);
            try (var files = FileSystems.newFileSystem(jar)) {
                for (var change : changes.entrySet()) {
                    var file = files.getPath(change.getKey());
                    Files.write(file, change.getValue().in(Files.readAllBytes(file)));
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A method without a body but the return of a number, or of a boolean. */
    private record Returning(String method, int value) {

        byte[] in(byte[] type) {
            var reader = new ClassReader(type);
            var writer = new ClassWriter(reader, 0);
            var changed = new int[1];
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9, writer) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access, String name, String descriptor, String signature, String[] exceptions) {
                            var visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
                            if (!name.equals(method)) {
                                return visitor;
                            }
                            changed[0]++;
                            writeBody(visitor);
                            return null;
                        }
                    },
                    0);
            if (changed[0] != 1) {
                throw new IllegalStateException(method + " was found " + changed[0] + " times");
            }
            return writer.toByteArray();
        }

        private void writeBody(MethodVisitor visitor) {
            visitor.visitCode();
            visitor.visitIntInsn(Opcodes.BIPUSH, value);
            visitor.visitInsn(Opcodes.IRETURN);
            visitor.visitMaxs(1, 1);
            visitor.visitEnd();
        }
    }
}
