import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The id rule in Java, and a program that applies it: java Rule.java, see tests/tools/test_languages.py. */
final class Rule {
    // begin
    static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"); // UUID.fromString takes 1-1-1-1-1
    static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,18}"); // Long.parseLong takes +204 and digits of every script

    static boolean isInteger(String text) {
        return DIGITS.matcher(text).matches() && new BigInteger(text).bitLength() < 64;
    }

    /** The id as it travels. A message begins with the name of the argument. */
    static String targetId(String appointment, String type, String id) {
        if (!isInteger(appointment)) {
            throw new IllegalArgumentException("appointment must be an integer from 1 to 9223372036854775807");
        }
        if (!Set.of("profile", "list").contains(type)) {
            throw new IllegalArgumentException("type must be profile or list");
        }
        if (type.equals("profile") && !UUID.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be a UUID in its 8-4-4-4-12 form");
        }
        if (!type.equals("profile") && !isInteger(id)) {
            throw new IllegalArgumentException("id must be an integer from 1 to 9223372036854775807");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    // end

    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] given = line.split("\t", -1);
            for (int index = 0; index < given.length; index++) {
                given[index] = new String(Base64.getDecoder().decode(given[index]), StandardCharsets.UTF_8);
            }
            try {
                System.out.println(targetId(given[0], given[1], given[2]));
            } catch (IllegalArgumentException error) {
                System.out.println(error.getMessage());
            }
        }
    }
}
