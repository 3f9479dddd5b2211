package io.github.claimcheck.demo;

/** Says why the demo cannot start on this machine, and what to change. */
final class CannotStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStartException(String message) {
        super(message);
    }
}
