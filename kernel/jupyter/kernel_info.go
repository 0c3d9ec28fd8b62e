package jupyter

// FeatureSubshells says in supported_features that there can be subshells.
const FeatureSubshells = "kernel subshells"

// A KernelInfoRequest asks what the kernel is. It has no fields.
type KernelInfoRequest struct{}

// Type is "kernel_info_request".
func (KernelInfoRequest) Type() string { return "kernel_info_request" }

// A KernelInfoReply tells what the kernel is and which language it runs.
type KernelInfoReply struct {
	Status                string         `json:"status"`
	ProtocolVersion       string         `json:"protocol_version"`
	Implementation        string         `json:"implementation"`
	ImplementationVersion string         `json:"implementation_version"`
	LanguageInfo          LanguageInfo   `json:"language_info"`
	Banner                string         `json:"banner"`
	HelpLinks             List[HelpLink] `json:"help_links"`
	// Debugger is deprecated: SupportedFeatures says it.
	Debugger          bool         `json:"debugger"`
	SupportedFeatures List[string] `json:"supported_features"`
}

// Type is "kernel_info_reply".
func (KernelInfoReply) Type() string { return "kernel_info_reply" }

// LanguageInfo is what front ends need for highlighting and export.
type LanguageInfo struct {
	Name              string `json:"name"`
	Version           string `json:"version"`
	MIMEType          string `json:"mimetype"`
	FileExtension     string `json:"file_extension"`
	PygmentsLexer     string `json:"pygments_lexer,omitempty"`
	CodeMirrorMode    string `json:"codemirror_mode,omitempty"`
	NBConvertExporter string `json:"nbconvert_exporter,omitempty"`
}

// A HelpLink is an entry of the front end's help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}
