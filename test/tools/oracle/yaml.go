package main

import (
	"bufio"
	"encoding/json"
	"io"

	"sigs.k8s.io/yaml"
)

type yamlRequest struct {
	YAML string `json:"yaml"`
}

type yamlAnswer struct {
	JSON  *string `json:"json,omitempty"`
	Error string  `json:"error,omitempty"`
}

// answerYAML says for each line of requests what Kubernetes reads: {"yaml": text} becomes
// {"json": text} or {"error": text}.
func answerYAML(in io.Reader, out io.Writer) {
	requests := bufio.NewReaderSize(in, 1<<20)
	answers := bufio.NewWriter(out)
	defer answers.Flush()
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	for {
		line, err := requests.ReadBytes('\n')
		if len(line) > 1 {
			if encodeErr := encoder.Encode(decodeYAML(line)); encodeErr != nil {
				panic(encodeErr)
			}
		}
		if err != nil {
			return
		}
	}
}

func decodeYAML(line []byte) (answer yamlAnswer) {
	var request yamlRequest
	if err := json.Unmarshal(line, &request); err != nil {
		return yamlAnswer{Error: "request: " + err.Error()}
	}
	decoded, err := yaml.YAMLToJSON([]byte(request.YAML))
	if err != nil {
		return yamlAnswer{Error: err.Error()}
	}
	text := string(decoded)
	return yamlAnswer{JSON: &text}
}
