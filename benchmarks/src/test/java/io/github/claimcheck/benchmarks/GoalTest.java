package io.github.claimcheck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GoalTest {

    @Test
    void timesBetter_baselineNeedsMore_isMet() {
        var goal = Goal.timesBetter(Variant.REFERENCE, 6);
        assertThat(goal.reached(0.5, 3)).isEqualTo(6);
        assertThat(goal.met(6)).isTrue();
        assertThat(goal.met(5.99)).isFalse();
    }

    @Test
    void withinHand_variantNeedsTooMuch_isMissed() {
        var goal = Goal.withinHand(Variant.SHARED, 1.1);
        assertThat(goal.reached(3, 2)).isEqualTo(1.5);
        assertThat(goal.met(1.5)).isFalse();
        assertThat(goal.met(1.0)).isTrue();
    }

    @Test
    void describe_wholeFactor_hasNoFraction() {
        assertThat(Goal.timesBetter(Variant.SHARED, 13).describe())
                .isEqualTo("shared at least 13x better than by value");
    }
}
