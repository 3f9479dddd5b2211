package io.github.claimcheck;

import java.lang.invoke.SerializedLambda;

/**
 * The name of a task, for people and for looking at its code: its class, or the class and the method of its lambda.
 *
 * @param className the name of the class, as {@link Class#getName} gives it
 * @param method the method that holds a lambda's code; empty for the task of a class
 */
public record TaskName(String className, String method) {

    private static final String SEPARATOR = "::";

    /**
     * {@return the name of a task}
     *
     * @param task the task, or a lambda in serialized form
     */
    public static TaskName of(Object task) {
        return task instanceof SerializedLambda lambda
                ? new TaskName(lambda.getImplClass().replace('/', '.'), lambda.getImplMethodName())
                : new TaskName(task.getClass().getName(), "");
    }

    /**
     * {@return the name that was shown so}
     *
     * @param shown what {@link #toString} gave
     */
    public static TaskName parse(String shown) {
        int end = shown.indexOf(SEPARATOR);
        return end < 0
                ? new TaskName(shown, "")
                : new TaskName(shown.substring(0, end), shown.substring(end + SEPARATOR.length()));
    }

    /** {@return whether the task is a lambda or a method reference} */
    public boolean isLambda() {
        return !method.isEmpty();
    }

    @Override
    public String toString() {
        return isLambda() ? className + SEPARATOR + method : className;
    }
}
