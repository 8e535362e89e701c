// Command trivy-database writes a vulnerability database such as Trivy reads (schema 2: the buckets
// that github.com/aquasecurity/trivy-db has) from a description on standard input, so that tests have
// databases of any content and any age.
//
//	trivy-database FOLDER <description.json
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	bolt "go.etcd.io/bbolt"
)

// content is the JSON that becomes a value of the database, in the words of the database itself.
type content = map[string]json.RawMessage

type description struct {
	// By bucket, such as "alpine 3.19".
	DataSources content `json:"dataSources"`
	// By bucket, package and vulnerability.
	Advisories map[string]map[string]content `json:"advisories"`
	// By vulnerability.
	Vulnerabilities content `json:"vulnerabilities"`
	// The content of metadata.json.
	Metadata json.RawMessage `json:"metadata"`
}

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: trivy-database FOLDER <description.json"))
	}
	var described description
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&described); err != nil {
		fail(err)
	}
	if err := write(os.Args[1], described); err != nil {
		fail(err)
	}
}

func write(folder string, described description) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	file := filepath.Join(folder, "trivy.db")
	if err := os.RemoveAll(file); err != nil {
		return err
	}
	database, err := bolt.Open(file, 0o644, nil)
	if err != nil {
		return err
	}
	if err := database.Update(func(tx *bolt.Tx) error { return fill(tx, described) }); err != nil {
		return err
	}
	if err := database.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "metadata.json"), described.Metadata, 0o644)
}

func fill(tx *bolt.Tx, described description) error {
	for _, item := range []struct {
		name    string
		content content
	}{{"data-source", described.DataSources}, {"vulnerability", described.Vulnerabilities}} {
		bucket, err := tx.CreateBucketIfNotExists([]byte(item.name))
		if err != nil {
			return err
		}
		if err := put(bucket, item.content); err != nil {
			return err
		}
	}
	for _, source := range sorted(described.Advisories) {
		outer, err := tx.CreateBucketIfNotExists([]byte(source))
		if err != nil {
			return err
		}
		for _, name := range sorted(described.Advisories[source]) {
			inner, err := outer.CreateBucketIfNotExists([]byte(name))
			if err != nil {
				return err
			}
			if err := put(inner, described.Advisories[source][name]); err != nil {
				return err
			}
		}
	}
	return nil
}

func put(bucket *bolt.Bucket, values content) error {
	for _, key := range sorted(values) {
		var compact bytes.Buffer
		if err := json.Compact(&compact, values[key]); err != nil {
			return err
		}
		if err := bucket.Put([]byte(key), compact.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func sorted[T any](values map[string]T) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "trivy-database:", err)
	os.Exit(1)
}
