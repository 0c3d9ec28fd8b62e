package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

func (s *Server) kernelInfo(context.Context, *request, jupyter.KernelInfoRequest) answer {
	info := s.options.Info
	reply := jupyter.KernelInfoReply{
		Status:                jupyter.StatusOK,
		ProtocolVersion:       jupyter.ProtocolVersion,
		Implementation:        info.Implementation,
		ImplementationVersion: info.ImplementationVersion,
		LanguageInfo: jupyter.LanguageInfo{
			Name:              info.Language.Name,
			Version:           info.Language.Version,
			MIMEType:          info.Language.MIMEType,
			FileExtension:     info.Language.FileExtension,
			PygmentsLexer:     info.Language.PygmentsLexer,
			CodeMirrorMode:    info.Language.CodeMirrorMode,
			NBConvertExporter: info.Language.NBConvertExporter,
		},
		Banner:            info.Banner,
		SupportedFeatures: jupyter.List[string]{jupyter.FeatureSubshells},
	}
	for _, l := range info.Links {
		reply.HelpLinks = append(reply.HelpLinks, jupyter.HelpLink{Text: l.Text, URL: l.URL})
	}
	return answer{reply: reply}
}
