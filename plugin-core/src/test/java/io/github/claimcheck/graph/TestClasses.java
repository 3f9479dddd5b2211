package io.github.claimcheck.graph;

import java.util.Set;
import java.util.TreeSet;

/** Classes as a host finds them, with notes of what was asked and a list of what is refused. */
public final class TestClasses implements ClassAccess {

    final Set<String> asked = new TreeSet<>();
    private final Set<String> refused;

    public TestClasses(String... refused) {
        this.refused = Set.of(refused);
    }

    public Set<String> asked() {
        return asked;
    }

    @Override
    public Class<?> load(String name) throws ClassNotFoundException {
        check(name);
        return Class.forName(name, false, getClass().getClassLoader());
    }

    @Override
    public void check(String name) {
        asked.add(name);
        if (refused.contains(name)) {
            throw new SecurityException("refused: " + name);
        }
    }

    @Override
    public ClassLoader loader() {
        return getClass().getClassLoader();
    }
}
