package io.github.claimcheck.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claimcheck.codec.CodecId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadFactorsTest {

    private final LoadFactors loadFactors = new LoadFactors();

    @Test
    void requireDefault_manyOrdinaryTables_acceptsAll() {
        for (int i = 0; i < 200; i++) {
            loadFactors.requireDefault(new HashMap<>(i));
            loadFactors.requireDefault(new LinkedHashMap<>());
            loadFactors.requireDefault(new HashSet<>(List.of(i)));
            loadFactors.requireDefault(new LinkedHashSet<>(i));
            loadFactors.requireDefault(new ArrayList<>());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0.25f, 0.5f, 0.76f, 1, 3})
    void requireDefault_anotherLoadFactor_refuses(float loadFactor) {
        var tables = List.of(
                new HashMap<>(16, loadFactor),
                new LinkedHashMap<>(16, loadFactor),
                new HashSet<>(16, loadFactor),
                new LinkedHashSet<>(16, loadFactor));

        for (var table : tables) {
            loadFactors.requireDefault(new HashMap<>());
            assertThatThrownBy(() -> loadFactors.requireDefault(table)).isInstanceOf(NotExactException.class);
        }
    }

    @Test
    void encode_mapOfAnotherLoadFactor_isLeftToJavaSerialization() throws IOException {
        var codec = new GraphCodec(100_000);
        var sparse = new HashMap<>(16, 0.5f);
        sparse.put("a", List.of(1));

        assertThat(codec.encode(new HashMap<>(sparse), LeafWriter.NONE, null)
                        .key()
                        .codec())
                .isEqualTo(CodecId.KRYO.wireId());
        assertThat(codec.encode(sparse, LeafWriter.NONE, null).key().codec()).isEqualTo(CodecId.JAVA.wireId());
    }
}
