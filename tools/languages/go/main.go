// Links one record with the client that openapi-generator makes for Go, and prints what it decoded as one JSON object.
// go run . BASE_URL TOKEN APPOINTMENT TYPE ID
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	"example.invalid/driver/omneo"
)

func main() {
	baseURL, token, morph, id := os.Args[1], os.Args[2], os.Args[4], os.Args[5]
	appointment, err := strconv.ParseInt(os.Args[3], 10, 64)
	if err != nil {
		log.Fatal(err)
	}
	configuration := omneo.NewConfiguration()
	configuration.Servers = omneo.ServerConfigurations{{URL: baseURL}}
	ctx := context.WithValue(context.Background(), omneo.ContextAccessToken, token)
	action := omneo.NewAppointmentLinkAction(omneo.MorphAlias(morph), id)
	envelope, _, err := omneo.NewAPIClient(configuration).AppointmentLinkAPI.
		LinkAppointment(ctx, appointment).AppointmentLinkAction(*action).Execute()
	if err != nil {
		log.Fatal(err)
	}
	links := [][]string{}
	unknown := []any{envelope.Data.AdditionalProperties["future"]}
	for _, link := range envelope.Data.Links {
		links = append(links, []string{text(link.Id), link.Type, text(link.TargetId)})
		unknown = append(unknown, link.AdditionalProperties["future"])
	}
	facts := map[string]any{"id": fmt.Sprint(envelope.Data.Id), "links": links, "unknown": unknown}
	if err := json.NewEncoder(os.Stdout).Encode(facts); err != nil {
		log.Fatal(err)
	}
}

// text is an id that the server writes as a string or as an integer, as text.
func text(id any) string {
	written, err := json.Marshal(id)
	if err != nil {
		log.Fatal(err)
	}
	return strings.Trim(string(written), `"`)
}
