// The id rule in Go, and a program that applies it: go run rule.go, see tests/tools/test_languages.py.
package main

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// begin
var (
	uuid   = regexp.MustCompile(`\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z`)
	digits = regexp.MustCompile(`\A[1-9][0-9]*\z`) // ParseInt alone takes +204 and 0204
)

func isInteger(text string) bool {
	_, err := strconv.ParseInt(text, 10, 64)
	return err == nil && digits.MatchString(text)
}

// TargetID returns the id as it travels. An error begins with the name of the argument.
func TargetID(appointment, morph, id string) (string, error) {
	switch {
	case !isInteger(appointment):
		return "", errors.New("appointment must be an integer from 1 to 9223372036854775807")
	case morph != "profile" && morph != "list":
		return "", errors.New("type must be profile or list")
	case morph == "profile" && !uuid.MatchString(id):
		return "", errors.New("id must be a UUID in its 8-4-4-4-12 form")
	case morph != "profile" && !isInteger(id):
		return "", errors.New("id must be an integer from 1 to 9223372036854775807")
	}
	return strings.ToLower(id), nil
}

// end

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var given []string
		for _, word := range strings.Split(lines.Text(), "\t") {
			text, _ := base64.StdEncoding.DecodeString(word)
			given = append(given, string(text))
		}
		sent, err := TargetID(given[0], given[1], given[2])
		if err != nil {
			sent = err.Error()
		}
		fmt.Println(sent)
	}
}
