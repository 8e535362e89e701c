// Command oracle answers for Kubernetes itself: it reads one JSON request a line and prints one JSON answer a line.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) == 2 {
		switch os.Args[1] {
		case "yaml":
			answerYAML(os.Stdin, os.Stdout)
			return
		case "pod-security":
			answerPodSecurity(os.Stdin, os.Stdout)
			return
		}
	}
	fmt.Fprintln(os.Stderr, "usage: oracle yaml|pod-security")
	os.Exit(2)
}
