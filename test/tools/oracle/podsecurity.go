package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	kubejson "k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// newestMinor is the last minor version that is asked about besides "latest".
const newestMinor = 37

type podSecurityRequest struct {
	Object json.RawMessage `json:"object"`
	// Versions to answer for; none means all of them.
	Versions []string `json:"versions"`
}

type podSecurityAnswer struct {
	// Results holds the sorted identifiers of the checks that refuse the pod, by "level:version".
	Results map[string][]string `json:"results,omitempty"`
	Error   string              `json:"error,omitempty"`
}

// answerPodSecurity answers each line of in with one line: which checks of k8s.io/pod-security-admission
// refuse the pod of the given object, at every level and version.
func answerPodSecurity(in io.Reader, out io.Writer) {
	judge, err := newPodSecurityJudge()
	if err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	writer := bufio.NewWriter(out)
	encoder := json.NewEncoder(writer)
	for lines.Scan() {
		answer := podSecurityAnswer{}
		if results, err := judge.answer(lines.Bytes()); err != nil {
			answer.Error = err.Error()
		} else {
			answer.Results = results
		}
		if err := encoder.Encode(answer); err != nil {
			panic(err)
		}
		if err := writer.Flush(); err != nil {
			panic(err)
		}
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}

// podSecurityJudge keeps an evaluator for each check beside the one of all checks: the evaluator's
// results carry no identifiers, so that each check is asked on its own and the whole is used to verify.
type podSecurityJudge struct {
	decoder   runtime.Decoder
	whole     policy.Evaluator
	checks    []policy.Check
	evaluator map[policy.CheckID]policy.Evaluator
}

func newPodSecurityJudge() (*podSecurityJudge, error) {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{corev1.AddToScheme, appsv1.AddToScheme, batchv1.AddToScheme} {
		if err := add(scheme); err != nil {
			return nil, err
		}
	}
	judge := &podSecurityJudge{
		decoder:   kubejson.NewSerializerWithOptions(kubejson.DefaultMetaFactory, scheme, scheme, kubejson.SerializerOptions{}),
		checks:    policy.DefaultChecks(),
		evaluator: map[policy.CheckID]policy.Evaluator{},
	}
	var err error
	if judge.whole, err = policy.NewEvaluator(judge.checks, nil); err != nil {
		return nil, err
	}
	for _, check := range judge.checks {
		if judge.evaluator[check.ID], err = policy.NewEvaluator([]policy.Check{check}, nil); err != nil {
			return nil, err
		}
	}
	return judge, nil
}

func (j *podSecurityJudge) answer(line []byte) (map[string][]string, error) {
	var request podSecurityRequest
	if err := json.Unmarshal(line, &request); err != nil {
		return nil, err
	}
	object, _, err := j.decoder.Decode(request.Object, nil, nil)
	if err != nil {
		return nil, err
	}
	metadata, spec, err := podOf(object)
	if err != nil {
		return nil, err
	}
	versions := request.Versions
	if len(versions) == 0 {
		versions = everyVersion()
	}
	results := map[string][]string{}
	for _, text := range versions {
		version, err := api.ParseVersion(text)
		if err != nil {
			return nil, err
		}
		for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
			refusing, err := j.refusing(api.LevelVersion{Level: level, Version: version}, metadata, spec)
			if err != nil {
				return nil, err
			}
			results[fmt.Sprintf("%s:%s", level, text)] = refusing
		}
	}
	return results, nil
}

// refusing names the checks that refuse the pod, and makes sure that the evaluator of all checks agrees.
func (j *podSecurityJudge) refusing(lv api.LevelVersion, metadata *metav1.ObjectMeta, spec *corev1.PodSpec) ([]string, error) {
	refusing := []string{}
	if spec == nil {
		return refusing, nil
	}
	overridden := j.overridden(lv)
	var reasons []string
	for _, check := range j.checks {
		if lv.Level == api.LevelBaseline && check.Level != api.LevelBaseline || overridden[check.ID] {
			continue
		}
		for _, result := range j.evaluateOne(check, lv.Version, metadata, spec) {
			if !result.Allowed {
				refusing = append(refusing, string(check.ID))
				reasons = append(reasons, result.ForbiddenReason+"|"+result.ForbiddenDetail)
			}
		}
	}
	var expected []string
	for _, result := range j.whole.EvaluatePod(lv, metadata, spec) {
		if !result.Allowed {
			expected = append(expected, result.ForbiddenReason+"|"+result.ForbiddenDetail)
		}
	}
	slices.Sort(reasons)
	slices.Sort(expected)
	if !slices.Equal(reasons, expected) {
		return nil, fmt.Errorf("oracle disagrees with the evaluator at %s: %q against %q", lv.String(), reasons, expected)
	}
	slices.Sort(refusing)
	return refusing, nil
}

// evaluateOne runs a single check; an evaluator made of one check clamps to that check's own newest
// version, which has the same text as every later one.
func (j *podSecurityJudge) evaluateOne(check policy.Check, version api.Version, metadata *metav1.ObjectMeta, spec *corev1.PodSpec) []policy.CheckResult {
	return j.evaluator[check.ID].EvaluatePod(api.LevelVersion{Level: check.Level, Version: version}, metadata, spec)
}

// overridden holds the baseline checks that a restricted check of this version stands in for.
func (j *podSecurityJudge) overridden(lv api.LevelVersion) map[policy.CheckID]bool {
	ids := map[policy.CheckID]bool{}
	if lv.Level != api.LevelRestricted {
		return ids
	}
	for _, check := range j.checks {
		var current *policy.VersionedCheck
		for i := range check.Versions {
			if !lv.Version.Older(check.Versions[i].MinimumVersion) {
				current = &check.Versions[i]
			}
		}
		if current != nil {
			for _, id := range current.OverrideCheckIDs {
				ids[id] = true
			}
		}
	}
	return ids
}

func everyVersion() []string {
	versions := []string{"latest"}
	for minor := 0; minor <= newestMinor; minor++ {
		versions = append(versions, fmt.Sprintf("v1.%d", minor))
	}
	return versions
}

// podOf extracts what admission's DefaultPodSpecExtractor extracts, from the same nine kinds.
func podOf(object runtime.Object) (*metav1.ObjectMeta, *corev1.PodSpec, error) {
	var template *corev1.PodTemplateSpec
	switch o := object.(type) {
	case *corev1.Pod:
		template = &corev1.PodTemplateSpec{ObjectMeta: o.ObjectMeta, Spec: o.Spec}
	case *corev1.PodTemplate:
		template = &o.Template
	case *corev1.ReplicationController:
		template = o.Spec.Template
	case *appsv1.ReplicaSet:
		template = &o.Spec.Template
	case *appsv1.Deployment:
		template = &o.Spec.Template
	case *appsv1.DaemonSet:
		template = &o.Spec.Template
	case *appsv1.StatefulSet:
		template = &o.Spec.Template
	case *batchv1.Job:
		template = &o.Spec.Template
	case *batchv1.CronJob:
		template = &o.Spec.JobTemplate.Spec.Template
	default:
		return nil, nil, fmt.Errorf("unexpected object type: %s", object.GetObjectKind().GroupVersionKind())
	}
	if template == nil {
		return nil, nil, nil
	}
	defaultVolumes(&template.Spec)
	return &template.ObjectMeta, &template.Spec, nil
}

// defaultVolumes does what the API server does before admission sees an object, and what k8s.io/api
// does not carry: a volume without any source becomes an emptyDir (SetDefaults_Volume).
func defaultVolumes(spec *corev1.PodSpec) {
	for i := range spec.Volumes {
		source := &spec.Volumes[i].VolumeSource
		if reflect.ValueOf(*source).IsZero() {
			source.EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
}
