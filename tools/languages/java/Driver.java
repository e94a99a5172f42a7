import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omneo.ApiClient;
import omneo.api.AppointmentLinkApi;
import omneo.model.Appointment;
import omneo.model.AppointmentLink;
import omneo.model.AppointmentLinkAction;
import omneo.model.MorphAlias;

/**
 * Links one record with the client that openapi-generator makes for Java, and prints what it decoded as one JSON object.
 * Arguments: BASE_URL TOKEN APPOINTMENT TYPE ID
 */
public final class Driver {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        AppointmentLinkAction action =
                new AppointmentLinkAction().type(MorphAlias.fromValue(arguments[3])).id(arguments[4]);
        Appointment appointment =
                new AppointmentLinkApi(client).linkAppointment(Long.parseLong(arguments[2]), action).getData();
        List<List<String>> links = new ArrayList<>();
        List<Object> unknown = new ArrayList<>();
        unknown.add(appointment.getAdditionalProperty("future"));
        for (AppointmentLink link : appointment.getLinks()) {
            links.add(List.of(link.getId().toString(), link.getType(), link.getTargetId().toString()));
            unknown.add(link.getAdditionalProperty("future"));
        }
        Map<String, Object> facts = Map.of("id", appointment.getId().toString(), "links", links, "unknown", unknown);
        System.out.println(client.getObjectMapper().writeValueAsString(facts));
    }
}
