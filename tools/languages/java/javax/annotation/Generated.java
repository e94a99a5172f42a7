package javax.annotation;

/** Stands in for javax.annotation-api, which a build tool would fetch: the JDK has not had it since 11. */
public @interface Generated {
    String value();

    String comments() default "";
}
