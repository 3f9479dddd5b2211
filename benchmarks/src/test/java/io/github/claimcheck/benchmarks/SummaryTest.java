package io.github.claimcheck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SummaryTest {

    @Test
    void of_oddCount_givesTheMiddleAndTheEnds() {
        assertThat(Summary.of(5, 1, 3)).isEqualTo(new Summary(3, 1, 5));
    }

    @Test
    void of_evenCount_givesTheMeanOfTheTwoInTheMiddle() {
        assertThat(Summary.of(4, 1, 2, 10).median()).isEqualTo(3);
    }

    @Test
    void of_values_leavesThemAsTheyAre() {
        var values = new double[] {2, 1};
        Summary.of(values);
        assertThat(values).containsExactly(2, 1);
    }

    @Test
    void of_nothing_isRefused() {
        assertThatThrownBy(Summary::of).isInstanceOf(IllegalArgumentException.class);
    }
}
